/** Every generated file: its name under contract/generated/ and its text. */
export function generatedFiles(): Promise<Record<string, string>>

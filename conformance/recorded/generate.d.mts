/** Every generated file: its name under conformance/recorded/generated/ and its text. */
export function generatedFiles(): Promise<Record<string, string>>

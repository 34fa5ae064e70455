export const userEnv: NodeJS.ProcessEnv

/** Packs what is built into the folder; gives the tarball and the paths in it. */
export function pack(folder: string): Promise<{ readonly tarball: string; readonly files: readonly string[] }>

/** Makes an empty project with the tarball installed, and `smoke.mjs` to run there; gives what npm said. */
export function install(tarball: string, project: string): Promise<string>

/** Installs one more package there; gives what npm said. */
export function add(name: string, project: string): Promise<string>

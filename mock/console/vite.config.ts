import { fileURLToPath } from 'node:url'
import type { UserConfig } from 'vite'

/** Builds page/ into built/, from where the mock serves it. Addresses are relative, so that a proxy may put it anywhere. */
const config: UserConfig = {
  root: fileURLToPath(new URL('page', import.meta.url)),
  base: './',
  logLevel: 'warn',
  build: {
    outDir: '../built',
    emptyOutDir: true,
    target: 'es2022',
    // It would add a script that every supported browser does without.
    modulePreload: { polyfill: false },
    cssCodeSplit: false,
    reportCompressedSize: false,
  },
}

export default config

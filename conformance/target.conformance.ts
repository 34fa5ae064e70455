import { conformance } from './vitest.ts'

// `TARGET=… PROVISIONER=… npx vitest run --project conformance`
conformance({ target: process.env['TARGET'] ?? '', provisioner: process.env['PROVISIONER'] ?? '' })

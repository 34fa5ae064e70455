import { UsageError } from './errors.ts'
import { conformance } from './vitest.ts'

// `TARGET=… PROVISIONER=… npx vitest run --project conformance`
conformance({ target: variable('TARGET'), provisioner: variable('PROVISIONER') })

function variable(name: 'TARGET' | 'PROVISIONER'): string {
  const value = process.env[name] ?? ''
  if (value !== '') return value
  throw new UsageError(
    `The variable ${name} is not set. TARGET is the base URL of the implementation, PROVISIONER what issues tokens for it, as after --provisioner.`,
  )
}

export { ProvisionerError } from './provisioner-error.ts'
export type { ProvisionerErrorCode } from './provisioner-error.ts'
export { provisionerOf } from './provisioner-of.ts'
export type { IssuedToken, Provisioner, ProvisionerOptions } from './provisioner.ts'

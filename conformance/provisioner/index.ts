export type { IssuedToken, Provisioner, ProvisionerErrorCode } from './provisioner.ts'
export { ProvisionerError } from './provisioner.ts'

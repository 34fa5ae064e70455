import type { RouteFlags } from '../../../conformance/index.ts'
import type { CertifyFlags } from '../commands.ts'

/** The PEM files of `certify`, whose `--key` is another one than that of `check`. */
export function tlsFiles({ ca, tlsCert: cert, tlsKey: key }: CertifyFlags): Omit<RouteFlags, 'target'> {
  return {
    ...(ca === undefined ? {} : { ca }),
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key }),
    called: { ca: 'ca', cert: 'tls-cert', key: 'tls-key' },
  }
}

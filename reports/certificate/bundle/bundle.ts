/**
 * A certificate with all that belongs to it: a folder of files with these names and no others. It is sent as an archive
 * of any kind; this program unpacks none, so that no name in one can lead out of it.
 */
export const bundleFiles = {
  /** The DSSE envelope with the statement: signed by who ran the suite, and by the certifier once countersigned. */
  certificate: 'certificate.dsse.json',
  /** The complete history, gzipped NDJSON. */
  evidence: 'history.ndjson.gz',
  /** What was asked for, as `requirements --json` prints it. */
  catalogue: 'catalogue.json',
  report: 'report.html',
  badge: 'badge.svg',
  /** Public halves, so that a file can be held against its signature before anybody is trusted. */
  signer: 'signer.pem',
  certifier: 'certifier.pem',
  recheck: 'recheck.dsse.json',
  recheckEvidence: 'recheck.ndjson.gz',
  countersignature: 'countersignature.dsse.json',
} as const

export type BundleFile = keyof typeof bundleFiles

/** Most bytes of each; evidence of a certification run takes about 4 MB, and 75 MB once unpacked. */
export const longestFile: Readonly<Record<BundleFile, number>> = {
  certificate: 4_000_000,
  evidence: 500_000_000,
  catalogue: 1_000_000,
  report: 200_000_000,
  badge: 20_000,
  signer: 2_000,
  certifier: 2_000,
  recheck: 100_000,
  recheckEvidence: 200_000_000,
  countersignature: 100_000,
}

/** Most bytes of a history once unpacked, whatever a certificate says. */
export const longestHistory = 1_000_000_000

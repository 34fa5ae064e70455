import type { IPrismComponents, IPrismMockConfig } from '@stoplight/prism-core'

type Logger = IPrismComponents<unknown, unknown, unknown, IPrismMockConfig>['logger']

const quiet = (): void => undefined

/** Prism asks for a pino logger with one method more, `success`; this one says nothing and costs nothing. */
export const silent: Logger = {
  child: () => silent,
  success: quiet,
  fatal: quiet,
  error: quiet,
  warn: quiet,
  info: quiet,
  debug: quiet,
  trace: quiet,
}

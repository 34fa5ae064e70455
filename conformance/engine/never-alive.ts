import { isAcceptance, tellingUses } from '../history/deaths.ts'
import type { Exchange } from '../history/events.ts'
import type { History } from '../history/history.ts'
import type { Life } from '../history/timeline.ts'
import { endOf, timelineOf } from '../history/timeline.ts'

/** Most tokens that are named; the rest is told by their number. */
const mostNamed = 4

/**
 * A notice about tokens that were refused with 401 when they were first tried, although nothing may have revoked them, and
 * that were never accepted. Nothing is concluded from them (rule 8), so nobody else would tell. None where nobody at all was
 * accepted: that is what calibration is for.
 */
export function neverAliveNotice(history: History): string | undefined {
  if (history.header.witnessed === true) return undefined
  const lives = [...timelineOf(history).lives]
  const stillborn = lives.flatMap((life) => firstRefusal(history, life) ?? [])
  const [first] = stillborn
  if (first === undefined || !lives.some((life) => tellingUses(history, life).some(isAcceptance))) return undefined
  const named = stillborn.slice(0, mostNamed).map(({ life }) => life.token.alias)
  const rest = stillborn.length - named.length
  const them = `${named.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`
  const after = Math.max(0, Math.round(first.refused.begin - (history.issue(first.life.token.alias)?.end ?? 0)))
  return (
    `Never accepted: ${them}. The provisioner issued them, ${first.life.token.alias} was first tried ${after} ms later ` +
    `(request ${first.refused.id}), and 401 came where a live token gets 403 or 404; nothing is concluded from them. Check that ` +
    '--provisioner answers only once its tokens are accepted everywhere, and that no revocation ends tokens beside its own.'
  )
}

function firstRefusal(history: History, life: Life): { readonly life: Life; readonly refused: Exchange } | undefined {
  if (life.token.kind === 'expired' || life.isOpen) return undefined
  const uses = tellingUses(history, life)
  const [refused] = uses
  if (refused?.response?.status !== 401 || endOf(refused) >= life.first || uses.some(isAcceptance)) return undefined
  return { life, refused }
}

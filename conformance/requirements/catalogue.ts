import { challengeIsSent } from './authentication/challenge-is-sent.ts'
import { challengeTellsNoErrorToNobody } from './authentication/challenge-tells-no-error-to-nobody.ts'
import { expiredCredentialIsRefused } from './authentication/expired-credential-is-refused.ts'
import { malformedCredentialIsRefused } from './authentication/malformed-credential-is-refused.ts'
import { missingCredentialIsRefused } from './authentication/missing-credential-is-refused.ts'
import { schemeIsCaseInsensitive } from './authentication/scheme-is-case-insensitive.ts'
import { unknownCredentialIsRefused } from './authentication/unknown-credential-is-refused.ts'
import { outsiderMayNotRevoke } from './authorization/outsider-may-not-revoke.ts'
import { selfRevocationIsAnswered } from './authorization/self-revocation-is-answered.ts'
import { actorIsTheCaller } from './envelope/actor-is-the-caller.ts'
import { createdWith201 } from './envelope/created-with-201.ts'
import { doesNotDenySuccess } from './envelope/does-not-deny-success.ts'
import { firstRecordIsKept } from './envelope/first-record-is-kept.ts'
import { fitsTheSchema } from './envelope/fits-the-schema.ts'
import { holdsTheRevokedToken } from './envelope/holds-the-revoked-token.ts'
import { idIsTheNamedToken } from './envelope/id-is-the-named-token.ts'
import { jtiIsTheTokensOwn } from './envelope/jti-is-the-tokens-own.ts'
import { nameIsTheTokens } from './envelope/name-is-the-tokens.ts'
import { reasonIsKept } from './envelope/reason-is-kept.ts'
import { timestampIsRfc3339 } from './envelope/timestamp-is-rfc3339.ts'
import { timestampIsTheTime } from './envelope/timestamp-is-the-time.ts'
import { timestampIsUpperCase } from './envelope/timestamp-is-upper-case.ts'
import { idsAreUuids } from './existence/ids-are-uuids.ts'
import { malformedIdIsRefused } from './existence/malformed-id-is-refused.ts'
import { otherSpellingIsAnswered } from './existence/other-spelling-is-answered.ts'
import { unknownIdIsNotFound } from './existence/unknown-id-is-not-found.ts'
import { raceHasOneOutcome } from './finality/race-has-one-outcome.ts'
import { rejectedInEveryEncoding } from './finality/rejected-in-every-encoding.ts'
import { rejectedWith401 } from './finality/rejected-with-401.ts'
import { revokedCannotRevoke } from './finality/revoked-cannot-revoke.ts'
import { revokedIsRejected } from './finality/revoked-is-rejected.ts'
import { secondRevocationIsAnswered } from './finality/second-revocation-is-answered.ts'
import { staysRejected } from './finality/stays-rejected.ts'
import { allowNamesPost } from './http/allow-names-post.ts'
import { answersAreAskedFor } from './http/answers-are-asked-for.ts'
import { answersAreNotCached } from './http/answers-are-not-cached.ts'
import { dateIsSent } from './http/date-is-sent.ts'
import { errorsAreJson } from './http/errors-are-json.ts'
import { jsonIsUtf8 } from './http/json-is-utf-8.ts'
import { jsonNamesAreUnique } from './http/json-names-are-unique.ts'
import { otherMethodsAreRefused } from './http/other-methods-are-refused.ts'
import { otherMethodsChangeNothing } from './http/other-methods-change-nothing.ts'
import { retryAfterIsSent } from './http/retry-after-is-sent.ts'
import { successIsJson } from './http/success-is-json.ts'
import { trailingSlashIsAnswered } from './http/trailing-slash-is-answered.ts'
import { otherTokensLiveOn } from './isolation/other-tokens-live-on.ts'
import { refusedRequestsChangeNothing } from './isolation/refused-requests-change-nothing.ts'
import { answersAreWhole } from './robustness/answers-are-whole.ts'
import { answersComeInTime } from './robustness/answers-come-in-time.ts'
import { everyRequestIsAnswered } from './robustness/every-request-is-answered.ts'
import { failedRevocationHasNoEffect } from './robustness/failed-revocation-has-no-effect.ts'
import { noServerError } from './robustness/no-server-error.ts'
import { noInternalsInErrors } from './secrecy/no-internals-in-errors.ts'
import { noSecretInAnswers } from './secrecy/no-secret-in-answers.ts'
import { errorsListTheFields } from './validation/errors-list-the-fields.ts'
import { malformedJsonIsRefused } from './validation/malformed-json-is-refused.ts'
import { unusualBodiesAreAnswered } from './validation/unusual-bodies-are-answered.ts'
import { validRequestsAreAccepted } from './validation/valid-requests-are-accepted.ts'
import { wrongTypesAreRefused } from './validation/wrong-types-are-refused.ts'
import type { Requirement } from './requirement.ts'

/** Every requirement, by family; the first is what this project exists for. */
export const requirements: readonly Requirement[] = [
  raceHasOneOutcome,
  rejectedInEveryEncoding,
  rejectedWith401,
  revokedCannotRevoke,
  revokedIsRejected,
  secondRevocationIsAnswered,
  staysRejected,
  otherTokensLiveOn,
  refusedRequestsChangeNothing,
  actorIsTheCaller,
  createdWith201,
  doesNotDenySuccess,
  firstRecordIsKept,
  fitsTheSchema,
  holdsTheRevokedToken,
  idIsTheNamedToken,
  jtiIsTheTokensOwn,
  nameIsTheTokens,
  reasonIsKept,
  timestampIsRfc3339,
  timestampIsTheTime,
  timestampIsUpperCase,
  challengeIsSent,
  challengeTellsNoErrorToNobody,
  expiredCredentialIsRefused,
  malformedCredentialIsRefused,
  missingCredentialIsRefused,
  schemeIsCaseInsensitive,
  unknownCredentialIsRefused,
  outsiderMayNotRevoke,
  selfRevocationIsAnswered,
  idsAreUuids,
  malformedIdIsRefused,
  otherSpellingIsAnswered,
  unknownIdIsNotFound,
  errorsListTheFields,
  malformedJsonIsRefused,
  unusualBodiesAreAnswered,
  validRequestsAreAccepted,
  wrongTypesAreRefused,
  answersAreWhole,
  answersComeInTime,
  everyRequestIsAnswered,
  failedRevocationHasNoEffect,
  noServerError,
  noInternalsInErrors,
  noSecretInAnswers,
  allowNamesPost,
  answersAreAskedFor,
  answersAreNotCached,
  dateIsSent,
  errorsAreJson,
  jsonIsUtf8,
  jsonNamesAreUnique,
  otherMethodsAreRefused,
  otherMethodsChangeNothing,
  retryAfterIsSent,
  successIsJson,
  trailingSlashIsAnswered,
]

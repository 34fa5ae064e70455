/* eslint-disable no-underscore-dangle -- the name is fp-ts's */
// Prism speaks fp-ts; these few lines are all of it that its components need.
interface Left<Problem> {
  readonly _tag: 'Left'
  readonly left: Problem
}

interface Right<Value> {
  readonly _tag: 'Right'
  readonly right: Value
}

/** A problem, or a value. */
type Either<Problem, Value> = Left<Problem> | Right<Value>

export function left<Problem>(problem: Problem): Left<Problem> {
  return { _tag: 'Left', left: problem }
}

export function right<Value>(value: Value): Right<Value> {
  return { _tag: 'Right', right: value }
}

/** Whether it is a problem. */
export function isLeft<Problem, Value>(either: Either<Problem, Value>): either is Left<Problem> {
  return either._tag === 'Left'
}

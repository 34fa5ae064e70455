/** How many answers are remembered, and the longest question that is. */
const most = 1000
const longest = 256

/** What is asked again and again is worked out once: a program sends the same secret with every request. */
export function remembered<Answer>(ask: (question: string) => Answer): (question: string) => Answer {
  let known = new Map<string, Answer>()
  return (question) => {
    if (question.length > longest) return ask(question)
    const before = known.get(question)
    if (before !== undefined) return before
    const answer = ask(question)
    if (known.size >= most) known = new Map()
    known.set(question, answer)
    return answer
  }
}

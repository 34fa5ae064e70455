/** What a certification run came to. Only CONFORMANT makes a certificate; the others are signed results that say so. */
export type Conclusion = 'CONFORMANT' | 'FAILED' | 'INCOMPLETE'

/** A trust policy as Tobira writes it: plain data, ready for JSON. */
export interface TrustDocument {
  readonly Version: '2012-10-17';
  readonly Statement: readonly TrustStatement[];
}

export interface TrustStatement {
  readonly Sid?: string;
  readonly Effect: 'Allow';
  readonly Principal: { readonly Federated: string };
  readonly Action: 'sts:AssumeRoleWithWebIdentity';
  /** By operator, then by key. */
  readonly Condition: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/**
 * IAM's limit for a trust policy unless AWS has raised it: characters. The IAM user guide says, in its notes on the
 * policy grammar, that the size of a policy is counted without white space; the table that names this limit does not
 * say so again. What Tobira writes keeps to it with all its white space wherever it can, and else without any.
 */
export const trustPolicyLimit = 2048;

/** How IAM counts: without white space outside the values. */
export function lengthOf(document: unknown): number {
  return JSON.stringify(document).length;
}

/** A document as people read it: two spaces, and short lists in one line. */
export function formatPolicy(document: unknown): string {
  return JSON.stringify(document, null, 2).replace(/\[\s+("[^[\]{}]*")\s+\]/g, (whole, items: string) => {
    const line = `[${items.replace(/",\s+"/g, '", "')}]`;
    return line.length <= 72 ? line : whole;
  });
}

/** The nicest text of a document that IAM takes whichever way it counts. */
export function policyText(document: unknown, limit: number = trustPolicyLimit): string {
  const text = formatPolicy(document);
  return text.length <= limit ? text : JSON.stringify(document);
}

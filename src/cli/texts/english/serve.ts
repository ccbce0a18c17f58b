/** `tobira serve` */
export const serve = {
  serving: (roles: readonly string[], places: readonly string[]) =>
    `Serving ${roles.join(', ')} on ${places.join(', ')} until this command ends (Ctrl+C).`,
  turnedAway: (count: string | number | undefined) =>
    `Turned away ${count ?? 'some'} that did not know the address and the token.`,
};

/** What a field of a form holds, without blanks at its ends; empty where there is none. */
export function textIn(given: FormData, name: string): string {
  const value = given.get(name);
  return typeof value === 'string' ? value.trim() : '';
}

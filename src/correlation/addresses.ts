import type { Person } from './mail';
export function normalAddress(text: string): string {
  return text.trim().toLowerCase();
}
export function parseAddresses(headerValue: string): Person[] {
  return headerValue.split(',').map((part) => ({ address: /<([^>]*)>/.exec(part)?.[1] ?? part.trim(), name: '' })).filter((p) => p.address);
}

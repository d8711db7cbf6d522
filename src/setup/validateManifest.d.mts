export interface Finding {
  readonly line: number;
  readonly sentence: string;
}
/** What the manifest promises about the project; paths as in an address ("/assets/…"). */
export interface Around {
  readonly readAsset: (path: string) => Buffer | null;
  readonly hasPage: (path: string) => boolean;
  readonly functions: readonly string[];
}
export function checkManifest(xml: string, around: Around): Finding[];

/**
 * Nested app authentication: Outlook itself signs the person in at Microsoft Entra ID (Microsoft, "Enable single sign-on in an
 * Office Add-in with nested app authentication"). Fetched only where the client says it can.
 */
import { createNestablePublicClientApplication, InteractionRequiredAuthError } from '@azure/msal-browser';

export interface Nested {
  readonly clientId: string;
  /** `https://login.microsoftonline.com/<tenant>` */
  readonly authority: string;
  readonly scope: string;
  readonly fresh: boolean;
  /** Whether the person may be asked now. */
  readonly mayAsk: boolean;
}

/** null where this way does not lead to a token now; the dialog is left then. */
export async function askNested({ clientId, authority, scope, fresh, mayAsk }: Nested): Promise<string | null> {
  const request = { scopes: [scope], forceRefresh: fresh };
  try {
    const app = await createNestablePublicClientApplication({ auth: { clientId, authority } });
    const silent = await app.acquireTokenSilent(request).catch((error: unknown) => {
      if (error instanceof InteractionRequiredAuthError && mayAsk) return app.acquireTokenPopup(request);
      throw error;
    });
    return silent.accessToken;
  } catch {
    // Outlook on the web has clients that claim the requirement set and give no bridge; every failure has the same way out.
    return null;
  }
}

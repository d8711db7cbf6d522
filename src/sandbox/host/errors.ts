/** What Outlook answers instead of a value: the numbers of office.js, each with the name the library gives it. */
export const ERROR = {
  notSupported: 5000,
  genericResponse: 9020,
  accessRestricted: 9017,
  invalidAttachmentId: 9003,
  attachmentToDelete: 9008,
  saveError: 9021,
  duplicateNotification: 9023,
  unknownNotification: 9024,
  tooManyNotifications: 9025,
  unsavedDraft: 9028,
  invalidParameter: 9031,
  noPermission: 9038,
  http: 9040,
  invalidCategory: 9044,
  duplicateCategory: 9045,
  itemNotSaved: 9046,
  itemNotFound: 9049,
  keyNotFound: 9050,
  sessionDataTooLong: 9051,
} as const;

/** Answered to the add-in as a failed AsyncResult with this code. */
export class HostError extends Error {
  constructor(
    readonly code: number,
    message: string,
  ) {
    super(message);
    this.name = 'HostError';
  }
}

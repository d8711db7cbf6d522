/** The header that carries our mark. Anybody can write one, so it proves nothing by itself (case 20). Alone here: the launch bundle needs no more. */
export const MARK_HEADER = 'x-threadmark';

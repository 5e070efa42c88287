/**
 * Letters, or bytes, of one message or answer that holds outputs. How large an output may be is the app's affair; but one that never ends
 * would fill the memory, and no engine keeps a text of twice this length.
 */
export const LONGEST_MESSAGE = 256 << 20;

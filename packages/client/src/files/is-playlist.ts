/** Whether a path or URL is that of a playlist: how 5.0 and later tell of media still being produced (protocol.md §7.6). */
export function isPlaylist(path: string): boolean {
  return /\/playlist\.m3u8$/.test(path);
}

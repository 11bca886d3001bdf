/** Whether `If-None-Match` names what there is: weakly compared, one of a list, or `*` (RFC 9110, 13.1.2). */
export function isNotModified(if_none_match: string | undefined, etag: string): boolean {
  // What browsers send; the rest is for caches and proxies in between.
  if (if_none_match === undefined || if_none_match === etag) return if_none_match === etag;
  return if_none_match.split(',').some((one) => ['*', etag].includes(one.trim().replace(/^W\//, '')));
}

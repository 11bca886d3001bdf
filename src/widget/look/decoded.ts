/** Waits until a picture is here and can be painted at once. */
export async function decoded(url: string | null | undefined): Promise<void> {
  if (!url) return;
  const image = new Image();
  image.src = url;
  await image.decode();
}

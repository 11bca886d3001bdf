import { fileURLToPath } from 'node:url';

/** @type {import('next').NextConfig} */
export default {
  reactStrictMode: true,
  // Only because there are other lock files above this folder.
  turbopack: { root: fileURLToPath(new URL('.', import.meta.url)) },
};

# hatched-buddy-server from this checkout. Untested: there was no container engine where it was written.
FROM node:24-bookworm-slim AS build
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN node src/build/build.ts && npm pack --pack-destination /build ./dist/packages/hatched-buddy-server

# Debian, not Alpine: the drawing library's binaries are built for glibc.
FROM node:24-bookworm-slim
WORKDIR /app
COPY --from=build /build/hatched-buddy-server-*.tgz ./
RUN npm install --omit=dev --ignore-scripts --no-audit --no-fund ./hatched-buddy-server-*.tgz \
  && rm hatched-buddy-server-*.tgz \
  && mkdir /data && chown node:node /data
USER node
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8787 DATA_DIR=/data
VOLUME /data
EXPOSE 8787
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/health/ready').then((a) => process.exit(a.ok ? 0 : 1), () => process.exit(1))"]
# Traffic comes in waves: docs/operating.md, "Starting and stopping".
CMD ["node", "--no-memory-reducer", "node_modules/hatched-buddy-server/dist/server/main.js", "serve"]

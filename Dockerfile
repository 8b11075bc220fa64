# The real thing: no sandbox, no compiler, no built-in PostgreSQL, not root.

FROM node:20-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY tsconfig.json nest-cli.json .swcrc ./
COPY scripts/build-console.mjs ./scripts/
COPY migrations ./migrations
COPY instruments ./instruments
COPY src ./src
RUN npm run build

FROM node:20-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# The optional packages are the built-in PostgreSQL of the evaluation, for every platform, and accelerators that fall back.
RUN npm ci --omit=dev --omit=optional --ignore-scripts

FROM node:20-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/var/lib/zaklon
RUN install --directory --owner=node --group=node --mode=0700 /var/lib/zaklon
COPY --from=packages /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY package.json ./
COPY instruments ./instruments
# The words in which the server says its own fingerprint, the same as the console's.
COPY src/console/keeper/eff-large-word-list.txt ./words/
USER node
EXPOSE 3000
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=4 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health/ready`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--enable-source-maps", "dist/src/server/app/main.js"]

/// <reference types="vitest/config" />
import { defineConfig, type Plugin } from 'vite';

/**
 * amoCRM loads script.js with RequireJS: one anonymous define() around the whole bundle. `define`
 * is shadowed inside so that no bundled UMD library can call the page's define a second time.
 * Done after minification: Vite's own banner option lands inside the minified function.
 */
const amdModule = (): Plugin => ({
  name: 'amd-module',
  enforce: 'post',
  generateBundle(_options, bundle) {
    for (const chunk of Object.values(bundle)) {
      if (chunk.type !== 'chunk') continue;
      const body = chunk.code.trim();
      chunk.code = `define(['jquery'],function($){var define;${body}return AmoAssistant;});\n`;
    }
  },
});

/** Custom properties are seen inside the shadow root alone: their names need not be long. */
const shortProperties = (): Plugin => ({
  name: 'short-properties',
  enforce: 'post',
  generateBundle(_options, bundle) {
    for (const chunk of Object.values(bundle)) {
      if (chunk.type !== 'chunk') continue;
      const names = [...new Set(chunk.code.match(/--[a-z][a-z-]+(?=:)/g))];
      const short = (name: string): string =>
        names.includes(name) ? `--${names.indexOf(name).toString(36)}` : name;
      chunk.code = chunk.code.replace(/--[a-z][a-z-]+(?=[:),])/g, short).replace(/(--\w+:) /g, '$1');
    }
  },
});

export default defineConfig({
  plugins: [shortProperties(), amdModule()],
  esbuild: {
    // h() calls are a good deal shorter than the automatic runtime's jsx() ones.
    jsx: 'transform',
    jsxFactory: 'h',
    jsxFragment: 'Fragment',
    jsxInject: "import { h, Fragment } from 'preact'",
    legalComments: 'none',
  },
  build: {
    target: 'es2022',
    outDir: 'dist/bundle',
    emptyOutDir: true,
    cssCodeSplit: false,
    minify: 'terser',
    terserOptions: { ecma: 2020, compress: { passes: 3, keep_fargs: false, pure_getters: true, unsafe_arrows: true, unsafe_methods: true } },
    lib: {
      entry: 'src/script.ts',
      formats: ['iife'],
      name: 'AmoAssistant',
      fileName: () => 'script.js',
    },
    rollupOptions: { output: { exports: 'default' } },
  },
  test: { environment: 'jsdom', include: ['tests/**/*.test.{ts,tsx}'] },
});

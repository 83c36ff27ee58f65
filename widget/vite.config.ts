/// <reference types="vitest/config" />
import { defineConfig } from 'vite';

// amoCRM loads script.js with RequireJS: one anonymous define() around the whole bundle, and
// `define` is shadowed inside so that no bundled UMD library can call the page's define twice.
const AMD_BANNER = "define(['jquery'],function($){var define;";
const AMD_FOOTER = 'return AmoAssistant;});';

export default defineConfig({
  esbuild: { jsx: 'automatic', jsxImportSource: 'preact', legalComments: 'none' },
  build: {
    target: 'es2019',
    outDir: 'dist/bundle',
    emptyOutDir: true,
    cssCodeSplit: false,
    lib: {
      entry: 'src/script.ts',
      formats: ['iife'],
      name: 'AmoAssistant',
      fileName: () => 'script.js',
    },
    rollupOptions: { output: { banner: AMD_BANNER, footer: AMD_FOOTER, exports: 'default' } },
  },
  test: { environment: 'jsdom', include: ['tests/**/*.test.{ts,tsx}'] },
});

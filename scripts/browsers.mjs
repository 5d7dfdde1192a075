// The oldest browsers that the page promises to run in, as esbuild names them: newer syntax is rewritten for these.
export const browsers = ['chrome97', 'edge97', 'safari16', 'firefox98'];

define([], () => () => {
  throw new Error('twig templates are not emulated by the sandbox');
});

/* RequireJS plugin: a script that fails to load is delivered as undefined and breaks nothing. */
define([], () => ({
  normalize: (name, normalize) => normalize(name),
  load(name, parentRequire, onload) {
    parentRequire([name], onload, (error) => {
      const failed = error.requireModules && error.requireModules[0];
      requirejs.undef(failed);
      define(failed, [], () => undefined);
      parentRequire([failed], () => onload(undefined));
    });
  },
}));

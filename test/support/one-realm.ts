// jest runs each test file in a realm of its own, so an error of Node's core is no `instanceof Error` there, although
// it is one in production: https://github.com/jestjs/jest/issues/2549. DOMException comes from Node's realm.
const coreErrors: unknown = Object.getPrototypeOf(DOMException.prototype);
const ordinary = Function.prototype[Symbol.hasInstance];

Object.defineProperty(Error, Symbol.hasInstance, {
  configurable: true,
  value: function isInstance(this: unknown, value: unknown): boolean {
    // Subclasses inherit this function and keep the ordinary meaning.
    return Reflect.apply(ordinary, this, [value]) || (this === Error && isCoreError(value));
  },
});

function isCoreError(value: unknown): boolean {
  return Reflect.apply(Object.prototype.isPrototypeOf, coreErrors, [value]);
}

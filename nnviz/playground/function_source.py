"""A function's own source with all it needs of its module, for exported code.

So an exported script makes its points with the very code that made them here, and a new data set can
be exported without a line written for it. Annotations and docstrings are left out, to keep it short.
"""

from __future__ import annotations

import ast
import functools
import inspect
from types import ModuleType

__all__ = ["function_source"]


class _Bare(ast.NodeTransformer):
    """Takes annotations and docstrings out."""

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        self.generic_visit(node)
        node.returns = None
        if ast.get_docstring(node) is not None:
            node.body = node.body[1:]
        return node

    def visit_arg(self, node: ast.arg) -> ast.arg:
        node.annotation = None
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        self.generic_visit(node)
        # A declaration without a value says nothing once its annotation is gone.
        return ast.copy_location(ast.Assign([node.target], node.value) if node.value else ast.Pass(), node)


@functools.cache
def _definitions(module: ModuleType) -> dict[str, ast.stmt]:
    """Return the functions and constants of a module by name, in the order of its source."""
    found: dict[str, ast.stmt] = {}
    for statement in _Bare().visit(ast.parse(inspect.getsource(module))).body:
        if isinstance(statement, ast.FunctionDef):
            found[statement.name] = statement
        elif isinstance(statement, ast.Assign):
            found |= {target.id: statement for target in statement.targets if isinstance(target, ast.Name)}
    return found


def _needed(name: str, definitions: dict[str, ast.stmt], found: set[str]) -> set[str]:
    found.add(name)
    for node in ast.walk(definitions[name]):
        if isinstance(node, ast.Name) and node.id in definitions and node.id not in found:
            _needed(node.id, definitions, found)
    return found


@functools.cache
def function_source(module: ModuleType, name: str) -> str:
    """Return the source of function `name` of `module` and of all it uses there.

    Returns
    -------
    str
        Constants first, then functions, each after those it was written after. Imported modules, such as
        numpy, are not part of it.
    """
    definitions = _definitions(module)
    needed = _needed(name, definitions, set())
    chosen = [statement for defined, statement in definitions.items() if defined in needed]
    constants = [ast.unparse(statement) for statement in chosen if isinstance(statement, ast.Assign)]
    functions = [ast.unparse(statement) for statement in chosen if isinstance(statement, ast.FunctionDef)]
    return "\n\n\n".join(filter(None, ["\n".join(constants), *functions]))

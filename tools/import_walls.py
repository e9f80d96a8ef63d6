"""A contract for import-linter that goes by a module's name, so that no list of exceptions grows with the modules.

import-linter's own contracts name modules and packages; a wall such as "Streamlit only in modules called
``page*``" needs patterns. A pattern is one of the shell's (`fnmatch.fnmatchcase`) over the whole dotted name; a star
also stands for dots.
"""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatchcase
from typing import cast

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output

__all__ = ["NamedContract"]


class NamedContract(Contract):
    """Says by their names which modules may import, or reach, a package from outside.

    Options
    -------
    package : str
        The package from outside, with all below it.
    may_import : set of patterns, optional
        Only these modules import it themselves.
    may_reach : set of patterns, optional
        Besides those, only these come to it by what they import.
    must_not_import : set of patterns, optional
        These modules don't import it themselves, whatever the others do.
    except_for : set of patterns, optional
        Modules taken out of `must_not_import`.
    """

    type_name = "named"

    package = fields.StringField()
    may_import = fields.SetField(subfield=fields.StringField(), required=False)
    may_reach = fields.SetField(subfield=fields.StringField(), required=False)
    must_not_import = fields.SetField(subfield=fields.StringField(), required=False)
    except_for = fields.SetField(subfield=fields.StringField(), required=False)

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Return every import across the wall."""
        crossings = sorted(self._find_crossings(graph))
        return ContractCheck(kept=not crossings, metadata={"crossings": crossings})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Print a line for each import across the wall."""
        for crossing in check.metadata["crossings"]:
            output.print_error(f"- {crossing}", bold=False)
        output.new_line()

    def _find_crossings(self, graph: ImportGraph) -> Iterator[str]:
        package = str(self.package)
        inside = sorted(graph.modules - {package})
        importers = graph.find_modules_that_directly_import(package) if package in graph.modules else set()
        for module in inside:
            if module in importers and not self._imports_by_right(module):
                yield f"{module} imports {package}"
            elif self.may_reach and not _matches(module, self.may_import, self.may_reach):
                chain = graph.find_shortest_chain(module, package) if package in graph.modules else None
                if chain:
                    yield " -> ".join(chain)

    def _imports_by_right(self, module: str) -> bool:
        if self.may_import:
            return _matches(module, self.may_import)
        return not _matches(module, self.must_not_import) or _matches(module, self.except_for)


def _matches(module: str, *options: object) -> bool:
    """Return whether a name fits a pattern of these options; one that is not given has none."""
    given = cast("list[set[str] | None]", list(options))
    return any(fnmatchcase(module, pattern) for patterns in given for pattern in patterns or ())

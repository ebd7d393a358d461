"""The tree of an organisation's bodies, as a page walks through it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from .models import Body


@dataclass
class Node:
    body: Body
    children: list["Node"] = field(default_factory=list)


def tree_of(bodies: Iterable[Body]) -> list[Node]:
    """Arrange bodies under each other, siblings in the order given.

    A body whose parent is not among them (it did not exist on that day, or is not public) stands at the top.
    """
    nodes = {body.pk: Node(body) for body in bodies}
    tops = []
    for node in nodes.values():
        parent = nodes.get(node.body.parent_id)
        (parent.children if parent else tops).append(node)
    return tops

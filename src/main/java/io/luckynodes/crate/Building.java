package io.luckynodes.crate;

/** A crate on its way: what is known, and what is said of it so far. */
record Building(RunOfResults known, Graph graph, Values values) {
  static Building of(RunOfResults known) {
    Graph graph = new Graph();
    return new Building(known, graph, new Values(graph));
  }

  String add(Entity entity) {
    return graph.add(entity);
  }
}

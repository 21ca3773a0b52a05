package io.luckynodes.crate;

/** A crate that is being built, with the results that it describes. */
record Building(RunOfResults known, Graph graph, Values values) {
  static Building of(RunOfResults known) {
    Graph graph = new Graph();
    return new Building(known, graph, new Values(graph));
  }

  String add(Entity entity) {
    return graph.add(entity);
  }
}

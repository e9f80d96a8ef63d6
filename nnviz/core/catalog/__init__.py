"""The registries: data sets, features, activations, losses, optimisers, initialisers and schedules by name.

Each feeds the widgets, the checking of links, the computation and the code export, so that adding one
thing is one entry in one place.
"""

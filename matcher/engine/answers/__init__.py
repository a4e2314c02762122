"""Questions about a solved week, each answered exactly: by solving the week again.

    differences  what parts two sets of pairs
    forcing      why not these two: the best week with them, and who pays
    trials       the week with one pair in it, or without, over the few pairs that come near
    everyone     all of one side against one need or volunteer, by what hinders
    changes      a scenario: what would be other than it is
    whatif       two weeks side by side
    again        … of a large pool, from what the first week has found
    reweighed    … where only the weights are others
    openings     which pairs they part: possible in one of them only
    remedies     small changes that might open something, the likeliest first
    bottlenecks  … each tried by solving again, the best kept
    recruits     the volunteer whom those who wait lack
    turning      what the dial does, before it is turned
    unknowns     what nobody has asked yet, and what hangs on it

Nothing is kept: a scenario is a value, and so is its answer.
"""

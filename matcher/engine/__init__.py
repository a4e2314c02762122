"""The matching engine, read top to bottom.

    Pool     ──features───▶ Features     arrays, one row a volunteer or a need, sorted by id
             ──blocks─────▶ Block        some needs against some volunteers
             ──rules──────▶ Judged       every broken rule of every pair; the forms left to meet in
             ──criteria───▶ Points       what speaks for a pair, one column a criterion
             ──candidates─▶ Candidates   the pairs no rule forbids, or one wish keeps apart
             ──scores─────▶ values       fit, and beside it priority, as the dial says
             ──assignment─▶ Assignment   the best pairs nobody is overbooked by, with prices
             ──prices─────▶ Lowest       what room for one more of each would be worth
             ──lists──────▶ Proposals    chosen pairs and ranked others, each with its explanation
             ──without────▶ Without      everybody else, and which rules block

A pool of a centre's size goes through in one piece (`tally.sift`): every rule says of every pair
whether it is broken. A large one goes through in `tiles`, some needs against whoever might go there
(`goers`), and only each need's best pairs are looked for (`search`): the `sieve` asks all rules of
plain facts at once, in bits, then looks up everybody's times; the pairs that are left are listed
(`listing`) with the most they could be worth, which is kept while it is not too much (`looks`), and
the other rules are asked of those that might be among the best. Those without a suggestion are
tallied in a second pass. `finding` is where the two part, and meet again. What may enter a
plan is held (`holding`); `stage` is what is asked of the assignment, and looks again until nobody
enters. `collisions` keeps the meetings of one volunteer apart.

Each stage is a function of what the one before hands on, and may be replaced alone: whatever
answers a `Graph` with an `Assignment` is a solver, whatever finds a large pool's pairs is a
`Holder`, and a rule or a criterion is a class and a line in its package.

`matching` asks for all of it; `solving` goes from the first arrow to the assignment;
`explanation` is what a coordinator is shown of a pair: the numbers before they are summed.
`params` is what a centre may turn (config/matching.toml). `start` is where nearly the same pool
ended, so that the next need not begin from nothing; `staying` is what is gained by moving what has
been suggested. `answers/` asks about a solved week. `arrays` names the kinds of columns.

A suffix names an array's axes: v volunteers, n needs, p pairs, c criteria, k rules or contexts,
f facts, i interests, a tasks, s skills, t traits, l languages; of times w weeks, s words of 32
quarters. ``earned_pc[p, c]``.
Numbers are whole: thousandths of a point, metres, quarters of an hour.
"""

"""What happens by itself. The database decides, the clock only wakes.

    clock     APScheduler, in memory, one job: every minute, `tick`
    weekly    each centre's week: due when its hour has come and its run is not there
    daily     what is over expires; what is no longer needed is thrown away
    outbox    letters go out, after the commit that wrote them

What is due, done or half done stands in rows with unique keys. Started twice, killed, late or
missed: the same rows come out. Each job is a plain function of the database, the settings and
the moment, so the command line can call it for any week.
"""

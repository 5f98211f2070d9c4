package rookery.protocol;

/// The `data` of a [Result]; which record it is follows from the request's type.
public sealed interface Reply
    permits AdminMessages.Code,
        AdminMessages.GroupState,
        ChatMessages.Seen,
        ChatMessages.Stored,
        GroupMessages.GroupStored,
        GroupMessages.MemberPage,
        RosterMessages.Found,
        SyncMessages.Synced,
        SyncMessages.BacklogPage,
        RosterMessages.Blocked,
        RosterMessages.Privacy,
        SelfMessages.Devices,
        SelfMessages.Exported,
        SelfMessages.Nickname,
        SyncMessages.HistoryPage,
        SyncMessages.SearchPage {}

package rookery.server.db;

/// All that a store must do, whatever database it stands on.
interface StoreContracts
    extends AccountStoreContract,
        DeviceStoreContract,
        ErasureStoreContract,
        CursorStoreContract,
        EntryReaderContract,
        GroupStoreContract,
        KeepersContract,
        KeepingContract,
        LogTailContract,
        MemberChangesContract,
        MessageStoreContract,
        NamesContract,
        PresenceStoreContract,
        RosterStoreContract,
        StandingsContract,
        TablesContract {}

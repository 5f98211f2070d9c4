package rookery.server;

/// All that is tried on a whole node, whatever its store.
interface Scenarios
    extends BadInputScenario,
        ChatScenario,
        ClassicScenario,
        DyingClientScenario,
        DeviceScenario,
        EraseScenario,
        ExportScenario,
        GroupScenario,
        KeeperScenario,
        PrivacyScenario,
        RaceScenario,
        ReadingScenario,
        SearchScenario,
        TouchScenario {}

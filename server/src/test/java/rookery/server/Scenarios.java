package rookery.server;

/// All that is tried on a whole node, whatever its store.
interface Scenarios
    extends BadInputScenario,
        ChatScenario,
        ClassicScenario,
        DeviceScenario,
        GroupScenario,
        PrivacyScenario,
        ReadingScenario,
        SearchScenario,
        TouchScenario {}

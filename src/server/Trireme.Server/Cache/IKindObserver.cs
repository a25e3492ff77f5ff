namespace Trireme.Server.Cache;

/// <summary>Follows all objects of a kind inside of the server. Called in order, under the kind's gate: it must be quick and may not call back.</summary>
internal interface IKindObserver
{
    /// <summary>All objects have been read anew.</summary>
    void Loaded(ObjectTable table);

    /// <summary>An object has changed.</summary>
    void Changed(CacheEvent change);
}

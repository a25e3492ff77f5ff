namespace Trireme.Controllers.Framework;

/// <summary>A controller: it watches objects and makes the world as they say.</summary>
internal interface IController : IDisposable
{
    /// <summary>Its name in metrics, events and messages.</summary>
    string Name { get; }

    /// <summary>Works until the token ends. All informers have synced before this is called.</summary>
    Task RunAsync(CancellationToken cancellationToken);
}

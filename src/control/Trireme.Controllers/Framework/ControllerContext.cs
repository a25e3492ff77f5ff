using Trireme.Client;
using Trireme.Client.Events;
using Trireme.Client.Informers;

namespace Trireme.Controllers.Framework;

/// <summary>What all controllers share.</summary>
/// <param name="Client">The server.</param>
/// <param name="Informers">Shared informers.</param>
/// <param name="Time">The clock.</param>
/// <param name="Events">Writes events.</param>
/// <param name="Options">How the controllers are set up.</param>
internal sealed record ControllerContext(
    ApiClient Client, IInformerFactory Informers, TimeProvider Time, IEventSource Events, ControllerManagerOptions Options);

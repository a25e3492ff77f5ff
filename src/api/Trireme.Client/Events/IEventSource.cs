namespace Trireme.Client.Events;

/// <summary>Gives out recorders of events.</summary>
public interface IEventSource
{
    /// <summary>A recorder for one component.</summary>
    /// <param name="component">Who reports, such as <c>deployment-controller</c>.</param>
    /// <param name="host">The node it runs on; null where that says nothing.</param>
    IEventRecorder Recorder(string component, string? host = null);
}

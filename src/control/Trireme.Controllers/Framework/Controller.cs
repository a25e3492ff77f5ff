using Trireme.Api;
using Trireme.Client;
using Trireme.Client.Events;
using Trireme.Client.Informers;
using Trireme.Client.Queues;

namespace Trireme.Controllers.Framework;

/// <summary>
/// A controller with one queue of object keys. A subclass wires informers to the queue in its constructor and reconciles one key at a time:
/// it reads a state from the informers, lets pure steps turn it into a plan, and writes what the plan changes.
/// </summary>
internal abstract class Controller : IController
{
    private readonly List<IDisposable> _handlers = [];
    private readonly WorkerPool<ObjectKey> _pool;

    /// <param name="name">The name in events, metrics and messages.</param>
    /// <param name="context">What all controllers share.</param>
    /// <param name="workers">How many keys are worked on at a time; 0 for what the options say.</param>
    protected Controller(string name, ControllerContext context, int workers = 0)
    {
        Name = name;
        Context = context;
        Events = context.Events.Recorder(name);
        _pool = new WorkerPool<ObjectKey>(name, context, workers > 0 ? workers : context.Options.Workers, ReconcileAsync);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>What all controllers share.</summary>
    protected ControllerContext Context { get; }

    /// <summary>The server.</summary>
    protected ApiClient Client => Context.Client;

    /// <summary>The clock.</summary>
    protected TimeProvider Time => Context.Time;

    /// <summary>Reports what happened.</summary>
    protected IEventRecorder Events { get; }

    /// <summary>The keys to work on.</summary>
    protected WorkQueue<ObjectKey> Queue => _pool.Queue;

    /// <inheritdoc/>
    public virtual Task RunAsync(CancellationToken cancellationToken) => _pool.RunAsync(cancellationToken);

    /// <inheritdoc/>
    public virtual void Dispose()
    {
        foreach (var handler in _handlers)
            handler.Dispose();
        _pool.Dispose();
    }

    /// <summary>Makes one object's world as it should be. Level-triggered and idempotent; called for one key by one worker at a time.</summary>
    protected abstract Task<Reconciled> ReconcileAsync(ObjectKey key, CancellationToken cancellationToken);

    /// <summary>The shared informer of a kind.</summary>
    protected IInformer<T> Informer<T>()
        where T : class, IKubernetesObject => Context.Informers.For<T>();

    /// <summary>Calls a handler for each change of a kind, until the controller is disposed.</summary>
    protected void On<T>(IInformer<T> informer, Action<T?, T?> handler)
        where T : class, IKubernetesObject => _handlers.Add(informer.AddHandler(handler));

    /// <summary>Puts each object that changes into the queue under its own key.</summary>
    protected IInformer<T> EnqueueOn<T>()
        where T : class, IKubernetesObject
    {
        var informer = Informer<T>();
        On(informer, (old, current) => Queue.Add(ObjectKey.Of((current ?? old)!)));
        return informer;
    }
}
